import { describePipeline } from './behaviours.ts';

describePipeline('on a bare machine', () => Promise.resolve({}), null);
