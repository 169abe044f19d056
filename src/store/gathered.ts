/**
 * Makes of a question about many things one that is asked for each of them: whatever is asked while an answer is awaited
 * is gathered, and then asked at once. `ask` answers in the order of what it was asked; where it fails, it has failed
 * for all of those.
 */
export function gathered<Asked, Answer>(
  ask: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let isAsking = false;
  const askAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await answer(batch, ask);
    }
    isAsking = false;
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (isAsking) return;
      isAsking = true;
      // Others whose turn it is at this moment join.
      setImmediate(() => void askAll());
    });
}

type Waiting<Asked, Answer> = {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
};

async function answer<Asked, Answer>(
  batch: readonly Waiting<Asked, Answer>[],
  ask: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await ask(batch.map(({ asked }) => asked));
    if (answers.length !== batch.length) throw new Error('an answer is missing');
    for (const [at, one] of answers.entries()) batch[at]?.resolve(one);
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
