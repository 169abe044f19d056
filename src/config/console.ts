import { z } from 'zod';
import { duration } from './duration.ts';

/** The part of config/flagbearer.yaml about who may sign in to the console. */
export const operatorConsole = z.strictObject({
  operators: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u, {
            error: 'expected a name of up to 40 letters and digits',
          })
          .describe('Who it is; what they do is in the audit log under this name.'),
        token: z
          .string()
          .regex(/^sha256:[0-9a-f]{64}$/, {
            error: 'expected `sha256:…` as `flagbearer ops token NAME` prints it',
          })
          .describe('The hash of their token, as `flagbearer ops token NAME` prints it.'),
      }),
    )
    .max(100)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
      error: 'every operator needs a name of their own',
    })
    .default([])
    .describe('Who may sign in; none: there is no console but by the link that is printed.'),
  session: duration
    .refine((span) => span >= 300_000 && span <= 604_800_000, {
      error: 'must be from `5m` to `7d`',
    })
    .prefault('12h')
    .describe('Who signed in has to do so again after this.'),
});
