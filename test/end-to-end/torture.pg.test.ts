import { describeTorture } from './torture-behaviours.ts';

describeTorture('on a bare machine', () => Promise.resolve({}));
