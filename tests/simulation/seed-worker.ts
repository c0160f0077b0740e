import { parentPort, workerData } from 'node:worker_threads';
import { type SeedRange, simulateRange } from './simulate.ts';

parentPort?.postMessage(await simulateRange(workerData as SeedRange));
