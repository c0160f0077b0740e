import { corrupted, faultAnswer, type LyingFault } from './fault-answers.ts';
import type { RequestFault } from './faults.ts';
import type { Journey } from './network.ts';
import type { World } from './world.ts';

type Effect = (journey: Journey, world: World) => void;

/** What each fault does to a request that meets it. */
export const requestFaultEffects: Readonly<Record<RequestFault, Effect>> = {
  refused: ({ fail }, { timeline }) => void timeline.after(3, fail),
  'request-lost': (journey, { timeline, network, chance }) =>
    void timeline.after(network.wayMs(), () => reset(journey, chance.happens(0.5))),
  'answer-lost': (journey, { network, chance }) =>
    network.reach(journey, () => reset(journey, chance.happens(0.5))),
  'answer-truncated': (journey, { network, chance }) =>
    network.reach(journey, (given) =>
      journey.answer({ ...given, body: given.body.slice(0, given.body.length * chance.real()) }),
    ),
  duplicated: (journey, { network, chance }) => {
    network.reach(journey, journey.answer);
    network.reach(journey, () => undefined, chance.whole(1, 200_000));
  },
  delayed: (journey, { network, chance }) =>
    network.reach(journey, journey.answer, chance.whole(500, 150_000)),
  'chunk-corrupted': (journey, { network, chance }) =>
    network.reach({ ...journey, request: corrupted(journey.request, chance) }, journey.answer),
  'crash-before-commit': (journey, { server, timeline, network, chance }) => {
    server.crash();
    timeline.after(network.wayMs(), () => reset(journey, chance.happens(0.5)));
  },
  'crash-after-commit': (journey, { server, timeline, network, chance }) => {
    network.reach(journey, () => reset(journey, chance.happens(0.5)));
    // Perhaps at once, perhaps while the upload is being processed.
    timeline.after(chance.whole(60, 400), () => server.crash());
  },
  'stale-answer': (journey, { network, timeline }) => {
    const { device, request, answer } = journey;
    const stale = device.staleAnswers.get(`${request.method} ${request.path}`);
    if (stale) timeline.after(network.wayMs(), () => answer(stale));
    else network.reach(journey, answer);
  },
  'busy-seconds': lie('busy-seconds'),
  'busy-date': lie('busy-date'),
  'busy-proxy': lie('busy-proxy'),
  'captive-portal': lie('captive-portal'),
  'redirect-lie': lie('redirect-lie'),
  'empty-lie': lie('empty-lie'),
  'unknown-refusal': lie('unknown-refusal'),
  'wrong-receipt': (journey, world) => {
    if (isAskingForReceipt(journey)) lie('wrong-receipt')(journey, world);
    else world.network.reach(journey, journey.answer);
  },
};

/** Half of what is lost ends with a reset, half in silence until patience is over. */
function reset({ fail }: Journey, isHeard: boolean): void {
  if (isHeard) fail();
}

/** Somebody else answers; now and then a proxy that gave up on a request the server has taken. */
function lie(fault: LyingFault): Effect {
  return (journey, world) => {
    const answer = faultAnswer(fault, journey, world);
    if (world.chance.happens(0.3)) world.network.reach(journey, () => journey.answer(answer));
    else world.timeline.after(world.network.wayMs(), () => journey.answer(answer));
  };
}

function isAskingForReceipt({ request: { method, path } }: Journey): boolean {
  return path.endsWith('/commit') || (method === 'PUT' && !path.includes('/chunks/'));
}
