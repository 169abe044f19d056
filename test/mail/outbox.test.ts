import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { SetupError } from '../../src/errors.ts';
import { DeliveryError } from '../../src/core/digest/delivery-error.ts';
import type { OutgoingMail } from '../../src/mail/mailer.ts';
import { buildMessage } from '../../src/mail/message.ts';
import { openOutbox } from '../../src/mail/outbox.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function mail(
  id: string,
  change: { subject?: string; date?: string; to?: string } = {},
): OutgoingMail {
  return buildMessage({
    subject: change.subject ?? `Mail ${id}`,
    html: `<p>${id}</p>`,
    text: id,
    from: { name: 'Flagbearer', address: 'news@example.org' },
    to: change.to ?? 'reader@example.net',
    messageId: `<${id}@example.org>`,
    date: new Date(change.date ?? '2026-11-14T05:00:00Z'),
    listId: 'digests.example.org',
    listName: 'Flagbearer',
    unsubscribeUrl: 'https://news.example.org/u/a',
  });
}

function fileName(text: string): string {
  return `20261114T050000Z-${text.padEnd(16, '0')}.eml`;
}

describe('the outbox', () => {
  test('keeps a mail as source and as page, and lists it', async () => {
    const outbox = openOutbox(join(folder, 'new', 'outbox'));
    await outbox.send(
      mail('a', { subject: 'Отстранение продлено до следующего конгресса федерации 🏅' }),
    );
    const [kept] = await outbox.list();
    expect(kept).toEqual({
      name: expect.stringMatching(/^20261114T050000Z-[0-9a-f]{16}$/u),
      to: 'reader@example.net',
      subject: 'Отстранение продлено до следующего конгресса федерации 🏅',
      date: new Date('2026-11-14T05:00:00Z'),
    });
    expect(await outbox.html(kept?.name ?? '')).toBe('<p>a</p>');
    expect(await outbox.source(kept?.name ?? '')).toContain('Message-ID: <a@example.org>\r\n');
  });

  test('keeps one copy of a mail that is sent again, even with another date', async () => {
    const outbox = openOutbox(folder);
    await outbox.send(mail('a'));
    await outbox.send(mail('b'));
    await Promise.all([outbox.send(mail('a')), outbox.send(mail('a'))]);
    await outbox.send(mail('a', { date: '2026-11-15T05:00:00Z' }));
    expect(await outbox.list()).toHaveLength(2);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(await readdir(folder)).toHaveLength(4);
  });

  test('lists the newest first', async () => {
    const outbox = openOutbox(folder);
    await outbox.send(mail('b', { date: '2026-11-14T05:00:00Z' }));
    await outbox.send(mail('c', { date: '2026-11-15T05:00:00Z' }));
    await outbox.send(mail('a', { date: '2026-11-13T05:00:00Z' }));
    expect((await outbox.list()).map(({ subject }) => subject)).toEqual([
      'Mail c',
      'Mail b',
      'Mail a',
    ]);
  });

  test('is empty where there is no folder yet', async () => {
    expect(await openOutbox(join(folder, 'none')).list()).toEqual([]);
  });

  test('passes over whatever else lies in its folder', async () => {
    const outbox = openOutbox(folder);
    await outbox.send(mail('a'));
    await writeFile(join(folder, 'notes.txt'), 'x');
    await writeFile(
      join(folder, 'other.eml'),
      'To: x@y.example\r\nDate: Sat, 14 Nov 2026 05:00:00 +0000\r\n\r\n',
    );
    await writeFile(join(folder, fileName('1')), Buffer.from([0, 255, 13, 10, 200]));
    await writeFile(join(folder, fileName('2')), '');
    await mkdir(join(folder, fileName('3')));
    await symlink('/etc/hostname', join(folder, fileName('4')));
    await writeFile(join(folder, '.20261114T050000Z-00.eml.x.tmp'), 'half a mail');
    expect((await outbox.list()).map(({ subject }) => subject)).toEqual(['Mail a']);
  });

  test.each([
    '../outbox/20261114T050000Z-0000000000000000',
    '..',
    '',
    '.',
    'secret',
    '20261114T050000Z-0000000000000000/../../secret',
    '20261114T050000Z-0000000000000000\u0000',
    '20261114T050000Z-0000000000000000\n',
    '20261114T050000Z-0000000000000000',
  ])('the name %j opens nothing', async (name) => {
    await writeFile(join(folder, 'secret.html'), 'secret');
    await writeFile(join(folder, 'secret.eml'), 'secret');
    const outbox = openOutbox(folder);
    expect(await outbox.html(name)).toBeNull();
    expect(await outbox.source(name)).toBeNull();
  });

  test('a link in the folder leads nowhere', async () => {
    const name = '20261114T050000Z-0000000000000000';
    await writeFile(join(folder, 'secret'), 'secret');
    await symlink(join(folder, 'secret'), join(folder, `${name}.html`));
    expect(await openOutbox(folder).html(name)).toBeNull();
  });

  test('a folder that cannot be is told when checked, and the mail waits', async () => {
    await writeFile(join(folder, 'file'), '');
    const outbox = openOutbox(join(folder, 'file', 'outbox'));
    await expect(outbox.verify()).rejects.toThrow(SetupError);
    const error: unknown = await outbox.send(mail('a')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ outcome: 'retry', code: 'ENOTDIR' });
    await openOutbox(folder).verify();
  });
});
