import { expect, test } from '@jest/globals';
import { mattersPort } from '../../../src/app/matters/web-port.ts';
import { fakeApp } from '../../support/fake-app.ts';
import { aMeasure, anAgreement, aSource } from '../../web/matter-data.ts';

const port = mattersPort(
  () => fakeApp({}),
  () => 0,
);

test('the tables are CSV with the addresses of their reports, and no cell is a formula', () => {
  const sources = [aSource({ outlet: '=HYPERLINK("https://bad.example")' })];
  const [head, line, end] = port.boardCsv([aMeasure({ sources })]).split('\r\n');
  expect(head).toMatch(/^entry,body,country,sport,status,since,/);
  expect(line).toContain('11,FIS,RUS,skiing,banned,2026-03-01T10:00:00.000Z');
  expect(line).toContain(`"'=HYPERLINK(""https://bad.example"")",https://paper.example/relay`);
  expect(end).toBe('');
  expect(port.agreementsCsv([anAgreement({ sources })])).toContain(`"'=HYPERLINK(`);
});
