/** The moment a run starts at, as clocks show it: 2026-09-01 08:00 UTC. */
export const startOfTime = Date.UTC(2026, 8, 1, 8);
