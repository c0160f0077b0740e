import { deviceBugs } from './device-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';
import { senderBugs } from './sender-bugs.ts';
import { serverBugs } from './server-bugs.ts';

/** Every bug the simulation must find: a test of the test. */
export const plantedBugs: readonly PlantedBug[] = [...senderBugs, ...deviceBugs, ...serverBugs];
