import type { Milliseconds } from '#domain/time.ts';
import type { Device } from './device/device.ts';
import type { Tab } from './device/tab.ts';
import type { World } from './world.ts';

/** Has something happen unless all is well again by then. */
export function planned(world: World, ms: Milliseconds, call: () => void): void {
  world.timeline.after(ms, () => {
    if (world.isChaos) call();
  });
}

/** A file is chosen and Upload pressed. */
export function upload(device: Device): void {
  withTab(device, (tab) => {
    const draft = device.makeDraft();
    device.drafts.push(draft);
    device.press(tab, draft);
  });
}

/** Somebody looks at the app: at the history, at what could not be saved, at what needs a decision. */
export function glance(device: Device): void {
  withTab(device, (tab) => tab.returned());
  look(device);
}

/** The same by somebody who never looked away. */
export function look(device: Device): void {
  withTab(device, (tab) => {
    device.lookAtHistory(tab);
    for (const draft of device.drafts) {
      if (draft.person === device.person && device.outbox.drafts.has(draft.draftId)) device.press(tab, draft);
    }
    for (const { entry } of device.outbox.uploads.values()) {
      if (entry.status === 'blocked' && entry.userGuid === device.person) device.tryAgain(tab, entry);
    }
  });
}

/** What a person does needs a tab that works; one that does not exist yet is opened. */
function withTab(device: Device, act: (tab: Tab) => void): void {
  const { chance } = device.world;
  const able = device.livingTabs().filter((tab) => tab.life === 'alive');
  const [first, ...others] = able;
  act(first === undefined ? device.openTab() : chance.pick([first, ...others]));
}
