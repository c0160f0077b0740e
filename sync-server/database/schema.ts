/**
 * The tables, as Kysely types. Portable on purpose: text ids, integer milliseconds, 0/1, JSON as text,
 * so that SQLite and PostgreSQL share one schema, one set of migrations and one set of queries.
 */
export interface Database {
  districts: DistrictTable;
  schools: SchoolTable;
  programs: ProgramTable;
  users: UserTable;
  memberships: MembershipTable;
  sessions: SessionTable;
  device_secrets: DeviceSecretTable;
  username_sequences: UsernameSequenceTable;
  classes: ClassTable;
  class_teachers: ClassTeacherTable;
  class_programs: ClassProgramTable;
  enrollments: EnrollmentTable;
  server_key: ServerKeyTable;
  one_time_links: OneTimeLinkTable;
  audit_log: AuditLogTable;
  audit_heads: AuditHeadTable;
  district_settings: DistrictSettingsTable;
  batches: BatchTable;
  batch_chunks: BatchChunkTable;
  row_outcomes: RowOutcomeTable;
  account_changes: AccountChangeTable;
  batch_undos: BatchUndoTable;
  undo_leftovers: UndoLeftoverTable;
}

export interface DistrictTable {
  district_id: string;
  name: string;
  created_at: number;
}

export interface SchoolTable {
  school_id: string;
  district_id: string;
  name: string;
  created_at: number;
}

/** A program a school uses; its Master Code attaches it to a class. Primary key (school_id, master_code). */
export interface ProgramTable {
  school_id: string;
  master_code: string;
  name: string;
}

/** A person of any role. `username` is stored lower case and is unique in the whole system. */
export interface UserTable {
  user_guid: string;
  district_id: string;
  role: 'student' | 'teacher' | 'administrator';
  username: string;
  first_name: string;
  last_name: string;
  /** `searchName(first, last)` of accounts/search-name.ts: what search and sorting use, on both engines alike. */
  search_name: string;
  grade_level: string | null;
  email: string | null;
  /** `temporary`: derived, nothing stored but the nonce. `typed`: sealed until the hashing step has run. `permanent`: argon2id. */
  password_state: 'temporary' | 'typed' | 'permanent';
  password_hash: string | null;
  sealed_password: string | null;
  temporary_key_id: string | null;
  temporary_wordlist: number | null;
  temporary_nonce: string | null;
  temporary_issued_at: number | null;
  /** Set by the first sign-in with this temporary password; from then on it opens nothing and no file shows it. */
  temporary_used_at: number | null;
  /**
   * The batch whose Completed File may show the temporary password; the id of the reset of several students that gave
   * it; null after a reset of one.
   */
  temporary_batch_id: string | null;
  /** Set once the person chose the password; imports never touch it from then on. */
  password_set_by_person: number;
  first_signed_in_at: number | null;
  failed_sign_ins: number;
  locked_until: number | null;
  created_by_batch_id: string | null;
  created_at: number;
  changed_at: number;
}

/** Who belongs to which school. Primary key (school_id, user_guid); unique (school_id, student_id). */
export interface MembershipTable {
  school_id: string;
  user_guid: string;
  role: 'student' | 'teacher';
  student_id: string | null;
  /** The upload that added a student of another school of the district to this one. */
  added_by_batch_id: string | null;
  created_at: number;
}

/** Only the SHA-256 of a session token is stored. */
export interface SessionTable {
  token_hash: string;
  user_guid: string;
  /** 1 while the person signed in with a temporary password and must set a permanent one. */
  must_change_password: number;
  /** SHA-256 of the `attempt` the sign-in page sent, so that the same attempt sent again is recognised. */
  attempt_hash: string | null;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
}

/**
 * The server's half of the key to one person's data on one device. The secret itself is made from `nonce` and the
 * server key; another nonce is another secret, and the old one is gone for good. Primary key (user_guid, device_id).
 */
export interface DeviceSecretTable {
  user_guid: string;
  device_id: string;
  key_id: string;
  nonce: string;
  created_at: number;
  last_used_at: number;
}

/** The last number given out for a username base (`ana.lopez` -> 3 means `ana.lopez3` exists). */
export interface UsernameSequenceTable {
  base: string;
  last_number: number;
}

/** Unique (school_id, class_id). */
export interface ClassTable {
  class_guid: string;
  school_id: string;
  class_id: string;
  name: string;
  grade_level: string | null;
  start_date: string | null;
  end_date: string | null;
  created_by_batch_id: string | null;
  created_at: number;
}

export interface ClassTeacherTable {
  class_guid: string;
  user_guid: string;
}

export interface ClassProgramTable {
  class_guid: string;
  master_code: string;
  added_by_batch_id: string | null;
}

export interface EnrollmentTable {
  class_guid: string;
  user_guid: string;
  added_by_batch_id: string | null;
  created_at: number;
}

/**
 * One row (`slot` 1): the id of the server key that is in use. A server that starts with another key refuses,
 * before anyone is told a password that opens nothing.
 */
export interface ServerKeyTable {
  slot: number;
  key_id: string;
}

/** A link that lets somebody in once. Only the SHA-256 of its token is stored. `invitation` is JSON. */
export interface OneTimeLinkTable {
  token_hash: string;
  purpose: 'set-up' | 'invitation';
  district_id: string | null;
  invitation: string | null;
  created_by: string | null;
  created_at: number;
  expires_at: number;
}

/**
 * What happened, district by district, each entry sealed together with the one before it. Ids and codes only, never a
 * name. The database refuses to change or delete an entry. `facts` is JSON. Primary key (district_id, number).
 */
export interface AuditLogTable {
  district_id: string;
  number: number;
  at: number;
  event: string;
  actor_guid: string | null;
  subject_guid: string | null;
  school_id: string | null;
  facts: string;
  key_id: string;
  hash: string;
}

/** The end of each district's audit log, sealed, so that a log cut short shows. */
export interface AuditHeadTable {
  district_id: string;
  last_number: number;
  last_hash: string;
  seal: string;
}

/** What a district decided for itself; `settings` is JSON, what it does not name has its default. */
export interface DistrictSettingsTable {
  district_id: string;
  settings: string;
  changed_at: number;
}

/** One upload. `receiving` until committed; only then is it shown and processed. Header, mapping and choices are JSON. */
export interface BatchTable {
  batch_id: string;
  school_id: string;
  uploaded_by: string;
  file_name: string;
  header: string;
  mapping: string;
  choices: string;
  row_count: number;
  chunk_count: number;
  /** Sealed like the digests it is made of. */
  payload_hash: string;
  status: 'receiving' | 'queued' | 'in-progress' | 'completed' | 'completed-with-errors' | 'failed';
  failure: string | null;
  done_row_count: number;
  created_count: number;
  updated_count: number;
  unchanged_count: number;
  refused_count: number;
  received_at: number;
  committed_at: number | null;
  finished_at: number | null;
  lease_owner: string | null;
  lease_until: number | null;
  attempts: number;
}

/** Rows as received, password cells emptied. `sealed_passwords` is destroyed when the rows are processed. */
export interface BatchChunkTable {
  batch_id: string;
  chunk_index: number;
  row_count: number;
  /** Sealed (batches/sealed-hash.ts): a plain hash over rows and a typed password would let the password be guessed. */
  digest: string;
  /** JSON array of `{ rowNumber, cells }`. */
  rows: string;
  /** Sealed JSON of row number -> typed password; null when there are none or they were used. */
  sealed_passwords: string | null;
}

/** Written in the transaction of the row's effect. Primary key (batch_id, row_number). `problems` is JSON. */
export interface RowOutcomeTable {
  batch_id: string;
  row_number: number;
  outcome: 'created' | 'updated' | 'unchanged' | 'refused';
  user_guid: string | null;
  class_guid: string | null;
  problems: string;
}

/**
 * What an upload changed in an account it did not make, so that it can be undone; deleted when that time is over
 * (undo/forget-changes.ts). Primary key (batch_id, user_guid).
 */
export interface AccountChangeTable {
  batch_id: string;
  user_guid: string;
  /** JSON of the changed values by column key, before and after; null where there was none. */
  values_before: string;
  values_after: string;
  /** JSON of the password columns before a typed password replaced them; null when none did. */
  password_before: string | null;
  /** `users.changed_at` as the upload left it. */
  changed_at: number;
}

/** An undoing that was asked for; it goes from the upload's last row to its first. `finished_at`: all of it is done. */
export interface BatchUndoTable {
  batch_id: string;
  /** Made by the device that asked, so that it may ask again without asking for more. */
  undo_id: string;
  requested_by: string;
  requested_at: number;
  /** Rows from this number on are done. */
  rows_left_before: number;
  finished_at: number | null;
  account_count: number;
  restored_count: number;
  place_count: number;
  class_count: number;
  left_count: number;
}

/** One thing an undoing left as it is, and why; ids and codes only. Primary key (batch_id, position). */
export interface UndoLeftoverTable {
  batch_id: string;
  position: number;
  thing: 'account' | 'values' | 'school' | 'place' | 'program' | 'class';
  reason: string;
  user_guid: string | null;
  class_guid: string | null;
  /** JSON array of column keys. */
  columns: string;
}
