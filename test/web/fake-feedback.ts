import type { WebPorts } from '../../src/web/ports.ts';

/** Whoever has a token was told story 7. */
export function fakeFeedback(
  data: { readonly tokens?: Readonly<Record<string, boolean>> },
  calls: string[],
): WebPorts['feedback'] {
  const said = new Set<string>();
  const wasTold = (token: string, story: string): boolean =>
    Object.hasOwn(data.tokens ?? {}, token) && story === '7';
  return {
    find: (token, story) =>
      Promise.resolve(
        wasTold(token, story)
          ? { title: '<i>A headline</i>', language: 'en' as const, isSaid: said.has(token) }
          : null,
      ),
    note: (token, story) => {
      calls.push(`irrelevant ${token} ${story}`);
      if (wasTold(token, story)) said.add(token);
      return Promise.resolve(wasTold(token, story));
    },
  };
}
