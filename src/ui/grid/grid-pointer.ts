import type { GridPlace } from './grid-keys.ts';

/** What a mouse, a pen or a finger may do to a grid. */
export interface PointedGrid {
  readonly moveTo: (place: GridPlace, extend: boolean) => void;
  /** Within the event: an on-screen keyboard comes up only then. */
  readonly edit: () => void;
  readonly isActive: (place: GridPlace) => boolean;
  readonly isEditing: () => boolean;
  /** The corner of what is selected is being pulled; the one across stays. */
  readonly pullFrom: () => void;
}

/**
 * A mouse or pen selects by dragging, and edits by a double click. A finger scrolls, taps to choose a cell, taps it again
 * to edit, and pulls the handle at the corner to select more.
 */
export function createGridPointer(grid: PointedGrid) {
  let isSelecting = false;
  let last: GridPlace | null = null;
  let wasActive = false;

  return {
    onpointerdown: (event: PointerEvent): void => {
      const place = placeOf(event.target);
      if (place === null || event.button !== 0) return;
      if (grid.isEditing() && grid.isActive(place)) return;
      wasActive = grid.isActive(place);
      const isHandle = event.target instanceof Element && event.target.hasAttribute('data-handle');
      if (isHandle) grid.pullFrom();
      else if (event.pointerType === 'touch') return;
      else grid.moveTo(place, event.shiftKey);
      isSelecting = true;
      last = place;
    },
    onpointermove: (event: PointerEvent): void => {
      if (!isSelecting) return;
      // A finger that pulls keeps to the cell where it began, whatever it moves over.
      const place = placeOf(document.elementFromPoint(event.clientX, event.clientY));
      if (place === null || (place.position === last?.position && place.column === last.column)) return;
      last = place;
      grid.moveTo(place, true);
    },
    onpointerup: (): void => {
      isSelecting = false;
    },
    onclick: (event: MouseEvent): void => {
      const place = placeOf(event.target);
      const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
      if (place === null || !isTouch || (grid.isEditing() && grid.isActive(place))) return;
      if (wasActive) grid.edit();
      else grid.moveTo(place, false);
    },
    ondblclick: ({ target }: MouseEvent): void => {
      if (placeOf(target) !== null && !grid.isEditing()) grid.edit();
    },
  };
}

function placeOf(target: EventTarget | null): GridPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell]') : null;
  const { position, column } = cell?.dataset ?? {};
  return position === undefined || column === undefined
    ? null
    : { position: Number(position), column: Number(column) };
}
