import { expect, test } from '@jest/globals';
import { withSite } from './client.ts';

const configProblem = {
  problem: 'lexicon/en.yaml:3:1: <script>alert(1)</script>\nand one more',
  mend: 'Correct the lines named above.',
};

test('a refused change of the configuration is told on every page, with why and what to do', () =>
  withSite({ configProblem }, async ({ ask }) => {
    for (const path of ['/', '/sources', '/nowhere']) {
      const { page, body } = await ask(path);
      expect(page('aside.notice').text()).toContain(
        'The last change of the configuration is not in use.',
      );
      expect(page('aside.notice .problem').text()).toBe(configProblem.problem);
      expect(page('aside.notice').text()).toContain(configProblem.mend);
      expect(body).not.toContain('<script>');
    }
  }));

test('to visitors from elsewhere nothing of the files is shown', () =>
  withSite({ configProblem }, async ({ ask }) => {
    const { page, body } = await ask('/', { headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect(page('aside.notice').text()).toContain('not in use');
    expect(body).not.toContain('en.yaml');
  }));

test('while the files are in use there is no notice', () =>
  withSite({}, async ({ ask }) => {
    const { page } = await ask('/');
    expect(page('aside.notice')).toHaveLength(0);
    expect(page('main')).toHaveLength(1);
  }));
