/** A clock that can be put forward. Between two moves it runs like any other. */
export type VirtualClock = {
  readonly now: () => Date;
  readonly moveTo: (time: Date) => void;
};

/** Starts a clock at a time; it never goes back. */
export function virtualClock(start: Date): VirtualClock {
  let base = start.getTime();
  let movedAt = performance.now();
  const now = (): number => base + (performance.now() - movedAt);
  return {
    now: () => new Date(now()),
    moveTo: (time) => {
      base = Math.max(now(), time.getTime());
      movedAt = performance.now();
    },
  };
}
