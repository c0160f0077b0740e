import type { KnownClass } from '../classes/school-class.ts';
import type { ClassGuid, UserGuid } from '../ids.ts';
import type { WorkingStudent } from './working-student.ts';

/**
 * What is known beside the rows of one chunk. Read from the database in a few queries, then kept up to date
 * while the rows are decided one after the other, as if each had been written before the next was looked at.
 */
export interface ChunkKnowledge {
  readonly studentsByGuid: Map<UserGuid, WorkingStudent>;
  readonly studentsById: Map<string, WorkingStudent>;
  /**
   * Students whom rows name by GUID and who are in other schools of the district only, without their Student IDs there. A
   * device knows those of the person's own schools.
   */
  readonly studentsElsewhere?: ReadonlyMap<UserGuid, WorkingStudent>;
  /** Who has each username that the chunk types; names nobody asks for are not here. */
  readonly usernameOwners: Map<string, UserGuid>;
  readonly classesByGuid: Map<ClassGuid, KnownClass>;
  readonly classesById: Map<string, KnownClass>;
  /** `pair(classGuid, userGuid)` of the known students. */
  readonly enrollments: Set<string>;
  /** `pair(classGuid, masterCode)` of the known classes. */
  readonly classPrograms: Set<string>;
  /** Of the school. */
  readonly masterCodes: ReadonlySet<string>;
}

/** One text for two that belong together; a GUID has a fixed length, so no two pairs look alike. */
export function pair(guid: string, other: string): string {
  return `${guid} ${other}`;
}
