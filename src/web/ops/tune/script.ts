import { createHash } from 'node:crypto';

/**
 * The one script of the section: judges again a moment after the last key, puts the answer in the place of the old one, and
 * leads from a mistake to its line. Without it the button “Judge” does the same.
 */
export const TUNE_SCRIPT = `
(() => {
  const form = document.getElementById('tune-form');
  const status = document.getElementById('tune-status');
  const file = document.getElementById('tune-file');
  if (!form || !status || !file) return;
  const PAUSE_MS = 600;
  let timer = 0;
  let running = null;
  const say = (text) => { status.textContent = text; };
  const look = async () => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    say('Judging …');
    try {
      const address = form.getAttribute('action') + '?part=answer';
      const response = await fetch(address, { method: 'POST', body: new FormData(form), signal: mine.signal, redirect: 'error' });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const answer = page.getElementById('tune-answer');
      if (!response.ok || !answer) throw new Error('status ' + response.status);
      document.getElementById('tune-answer').replaceWith(answer);
      say(answer.dataset.said || '');
    } catch (error) {
      if (mine.signal.aborted) return;
      say('It could not be judged (' + error.message + '). Your text is still here: press “Judge” to see why.');
    }
  };
  form.addEventListener('input', (event) => {
    if (event.target.name === 'address') return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  form.addEventListener('submit', () => { clearTimeout(timer); running?.abort(); say(''); });
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-line]');
    if (!link) return;
    event.preventDefault();
    const lines = file.value.split('\\n');
    const line = Math.min(Number(link.dataset.line), lines.length);
    const start = lines.slice(0, line - 1).join('\\n').length + (line > 1 ? 1 : 0);
    file.focus();
    file.setSelectionRange(start, start + lines[line - 1].length);
    file.scrollTop = (file.scrollHeight / lines.length) * Math.max(0, line - 4);
  });
  document.documentElement.classList.add('live');
})();
`;

/** A changed script gets a new address. */
export const TUNE_SCRIPT_PATH = `/ops/tune/script.js?v=${createHash('sha256').update(TUNE_SCRIPT).digest('hex').slice(0, 16)}`;
