import type { Consent } from '../core/sign-up/consent.ts';
import type { Db } from './pool.ts';

/** Whom a consent is about: a subscriber, or somebody who has asked to become one. */
export type ConsentOf = { readonly subscriberId: string } | { readonly signUpId: string };

/** Adds a line to the log of consents. */
export async function noteConsent(db: Db, of: ConsentOf, consent: Consent): Promise<void> {
  const { act, way, wording, network, detail, at } = consent;
  await db.query(
    `insert into consents (subscriber_id, sign_up_id, act, way, wording, network, detail, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      'subscriberId' in of ? of.subscriberId : null,
      'signUpId' in of ? of.signUpId : null,
      act,
      way,
      wording,
      network,
      detail === null ? null : JSON.stringify(detail),
      at,
    ],
  );
}

/** What somebody has said, the first first: of a subscriber, and of sign-ups to the same address that wait. */
export async function consentsOf(db: Db, emailKey: string): Promise<Consent[]> {
  const { rows } = await db.query<Consent>(
    `select c.act, c.way, c.wording, c.network, c.detail, c.at from consents c
     left join subscribers u on u.id = c.subscriber_id left join sign_ups s on s.id = c.sign_up_id
     where u.email_key = $1 or s.email_key = $1 order by c.id`,
    [emailKey],
  );
  return rows;
}
