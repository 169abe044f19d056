import type { Verdict } from '../../src/core/verdict.ts';
import type { Pool } from '../../src/store/pool.ts';
import { aVerdict } from './records.ts';

/** How much an archive holds. */
export type ArchiveSize = {
  /** Items in all; one in `every` is a report of a story. */
  readonly items: number;
  readonly every: number;
  /** Reports of a story, as a rule; one story of a hundred has three times as many, and one has hundreds. */
  readonly reports: number;
  /** When the newest item came out. */
  readonly now: Date;
};

/** Figures by which values are spread: each its own, so that they do not go together. All are prime. */
const BODIES = 'IOC FIS CAS FIE UCI WA World-Aquatics FIFA UEFA IBU ITTF FIG ISU'.split(' ');
const SPORTS = 'skiing fencing cycling athletics swimming football biathlon judo rowing'.split(' ');
const OUTLETS = 211;

const TITLES = [
  'Council of the federation extends the ban on Russian teams until the season ends, report',
  'Court of arbitration upholds measures against Belarusian athletes in case',
  'Федерация продлила отстранение российских спортсменов от соревнований, дело',
  'Министерства спорта подписали соглашение о сотрудничестве и совместных сборах, номер',
  'Weltverband lockert Startverbot für neutrale Sportler aus Belarus, Nummer',
];
const SUMMARY =
  'After a meeting of several hours the members voted on the measure against Russia; an appeal may be lodged within three weeks, and the relays stay closed as they were in session ';

/** Fills empty records with such an archive, in the database alone, and brings its statistics up to date. Revision `r1` is recorded. */
export async function fillLargeArchive(pool: Pool, size: ArchiveSize): Promise<void> {
  await pool.query(
    `insert into config_revisions (hash, texts, first_seen_at) values ('r1', '{}', $1) on conflict do nothing`,
    [size.now],
  );
  await fillItems(pool, size);
  await fillVerdicts(pool, size);
  await fillStories(pool, size);
  await fillMatters(pool, size);
  await pool.query('vacuum analyze');
}

/** Item n of N came out N − n minutes ago; those that n / every is whole of are reports. */
async function fillItems(pool: Pool, { items, every, now }: ArchiveSize): Promise<void> {
  await pool.query(
    `insert into items (source_id, key, url, canonical_url, url_hash, title, summary, language, outlet,
                        published_at, fetched_at, is_news, stage, judged_by)
     select 's' || n % 97, 'k' || n, 'https://outlet-' || n % ${OUTLETS} || '.example/' || n, 'https://outlet-' || n % ${OUTLETS} || '.example/' || n,
       'h' || n, ($3::text[])[1 + (n / $2) % 5] || ' ' || n, $4 || md5(n::text) || ' ' || n % 10007 * 7919 % 1009,
       ('{en,en,ru,ru,de}'::text[])[1 + (n / $2) % 5], 'outlet-' || n % ${OUTLETS} || '.example',
       $5::timestamptz - ($1 - n) * interval '1 minute', $5::timestamptz - ($1 - n) * interval '1 minute', true,
       case when n % $2 = 0 then 'placed' else 'judged' end, 'r1'
     from generate_series(1, $1::int) as n`,
    [items, every, TITLES, SUMMARY, now],
  );
}

/** A verdict that was stored with all its evidence, a few kilobytes of it, and what it says in its own words. */
async function fillVerdicts(pool: Pool, { every }: ArchiveSize): Promise<void> {
  await pool.query(
    `insert into verdicts (item_id, revision, label, direction, score, verdict, judged_at)
     select id, 'r1', said.label, said.direction, 0.9, $1::jsonb || jsonb_build_object(
         'label', said.label, 'direction', said.direction, 'polarity', said.polarity,
         'authority', ($3::text[])[1 + at * 31 % 13], 'sport', ($4::text[])[1 + at * 17 % 9],
         'targets', case when at % 3 = 0 then '["RUS","BLR"]'::jsonb when at % 3 = 1 then '["RUS"]' else '["BLR"]' end,
         'countries', jsonb_build_array(('{CHN,KAZ,SRB,CUB}'::text[])[1 + at % 4])), published_at
     from (select id, published_at, id / $2 / 5 as at from items where id % $2 = 0) as i,
       lateral (select
         case when at % 4 = 0 then 'agreement' else 'sanction' end as label,
         case when at % 4 = 0 then 'signed' else ('{imposed,extended,eased}'::text[])[at % 4] end as direction,
         case when at % 4 in (0, 3) then 'looser' else 'tighter' end as polarity) as said`,
    [JSON.stringify(EVIDENT), every, BODIES, SPORTS],
  );
}

/** Reports in the order of time are stories; each hundredth goes to the story that is a multiple of 100, and some to the first. */
async function fillStories(pool: Pool, { every, reports }: ArchiveSize): Promise<void> {
  await pool.query(
    `create temporary table told as select id as item_id, published_at as at, case
       when id / $1 % 100 = 57 then greatest(1, id / $1 / $2 / 100 * 100) when id / $1 % 211 = 0 then 1
       else 1 + (id / $1 - 1) / $2 end as story
     from items where id % $1 = 0`
      .replaceAll('$1', String(every))
      .replaceAll('$2', String(reports)),
  );
  await pool.query(
    `insert into stories (lead_item_id, opened_at, changed_at)
     select min(item_id), min(at), max(at) from told group by story order by story`,
  );
  await pool.query(
    `insert into story_items (item_id, story_id, placed_at)
     select item_id, s.id, at from told join
       (select story, min(item_id) as lead from told group by story) as led using (story)
       join stories s on s.lead_item_id = led.lead`,
  );
  await pool.query('drop table told');
  await pool.query('delete from matter_folds_due');
}

/** A matter for every body, country and sport, and in each of its stories a step of it. */
async function fillMatters(pool: Pool, { now }: ArchiveSize): Promise<void> {
  await pool.query(
    `insert into matters (topic, a, b, sport, opened_at)
     select distinct 'sanction', f.federation, t, f.sport, $1::timestamptz
     from stories s join verdict_facets f on f.item_id = s.lead_item_id, unnest(f.targets) as t where f.topic = 'sanction'`,
    [now],
  );
  await pool.query(
    `insert into story_matters (story_id, matter_id)
     select s.id, m.id from stories s join verdict_facets f on f.item_id = s.lead_item_id and f.topic = 'sanction'
     join matters m on m.a = f.federation and m.sport = f.sport and m.b = any(f.targets)`,
  );
  await pool.query(
    `insert into matter_changes (matter_id, story_id, key, round, kind, direction, scope, at, is_primary, item_ids, recorded_at)
     select sm.matter_id, s.id, s.id || '/', 0, v.direction, v.direction, 'whole', s.opened_at, false, array[s.lead_item_id], s.opened_at
     from story_matters sm join stories s on s.id = sm.story_id join verdicts v on v.item_id = s.lead_item_id`,
  );
}

/** Evidence of the usual length. */
const EVIDENT: Verdict = aVerdict({
  evidence: {
    topic: 'sanction',
    logit: 2.2,
    threshold: 0.5,
    gate: null,
    contributions: Array.from({ length: 16 }, (_, n) => ({
      feature: `title: concept ${n} near RUS`,
      value: 1,
      weight: 0.1 + n / 10,
      points: 0.1 + n / 10,
    })),
    hits: [20, 34, 46, 62, 78, 90].map((start, n) => ({
      zone: 'summary' as const,
      start,
      end: start + 6,
      text: SUMMARY.slice(start, start + 6),
      concept: `concept-${n}`,
      pattern: `pattern number ${n} as it stands in the lexicon`,
      role: 'concept' as const,
      masked: null,
    })),
    seed: { seed: 'relay-ban', similarity: 0.6, sharedTerms: ['relay'], sharedConcepts: ['ban'] },
  },
});
