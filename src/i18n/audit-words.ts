import {
  auditDetails,
  auditEvents,
  type AuditDetail,
  type AuditEventName,
} from '#domain/audit/audit-event.ts';
import type { Language } from './plural.ts';

const events: Readonly<Record<Language, Readonly<Record<AuditEventName, string>>>> = {
  en: {
    authn_login_success: 'Signed in',
    authn_login_fail: 'Sign-in failed',
    authn_login_lock: 'Account closed for a while',
    authn_password_change: 'Password changed',
    authn_token_created: 'Link or device key made',
    authn_token_revoked: 'Device key destroyed',
    authz_admin: 'Administration',
    authz_change: 'Schools of a teacher changed',
    authz_fail: 'Asked for something not allowed',
    sensitive_read: 'Data taken',
    session_expired: 'Signed out',
    upload_complete: 'Upload received',
    upload_delete: 'Upload undone',
    upload_stored: 'Upload processed',
    user_created: 'Account made',
  },
  es: {
    authn_login_success: 'Inició sesión',
    authn_login_fail: 'Falló el inicio de sesión',
    authn_login_lock: 'Cuenta cerrada por un rato',
    authn_password_change: 'Contraseña cambiada',
    authn_token_created: 'Enlace o clave de dispositivo creado',
    authn_token_revoked: 'Clave de dispositivo destruida',
    authz_admin: 'Administración',
    authz_change: 'Cambiaron las escuelas de un docente',
    authz_fail: 'Pidió algo no permitido',
    sensitive_read: 'Datos obtenidos',
    session_expired: 'Cerró sesión',
    upload_complete: 'Carga recibida',
    upload_delete: 'Carga deshecha',
    upload_stored: 'Carga procesada',
    user_created: 'Cuenta creada',
  },
};

const details: Readonly<Record<Language, Readonly<Record<AuditDetail, string>>>> = {
  en: {
    'audit-export': 'audit log as a file',
    classes: 'list of classes',
    'completed-file': 'Completed File',
    'device-secret': 'key of a device',
    'error-file': 'Error File',
    'expired-password': 'temporary password used or run out',
    'first-password': 'first password of their own',
    invitation: 'invitation of a teacher',
    locked: 'too many wrong passwords',
    'login-cards': 'login cards',
    outcomes: 'results of an upload',
    'program-list': 'programs of a school',
    reset: 'new temporary password',
    'school-added': 'school added',
    'school-joined': 'added to a school',
    'school-left': 'removed from a school',
    'school-renamed': 'school renamed',
    'set-up': 'first administrator',
    settings: 'settings',
    'sign-out': 'by the person',
    'signed-out-by-staff': 'by an administrator',
    'student-list': 'list of students',
    'uploaded-file': 'Uploaded File',
    'wrong-password': 'wrong password',
  },
  es: {
    'audit-export': 'registro como archivo',
    classes: 'lista de clases',
    'completed-file': 'archivo completado',
    'device-secret': 'clave de un dispositivo',
    'error-file': 'archivo de errores',
    'expired-password': 'contraseña temporal usada o vencida',
    'first-password': 'primera contraseña propia',
    invitation: 'invitación de docente',
    locked: 'demasiadas contraseñas incorrectas',
    'login-cards': 'tarjetas de acceso',
    outcomes: 'resultados de una carga',
    'program-list': 'programas de una escuela',
    reset: 'nueva contraseña temporal',
    'school-added': 'escuela agregada',
    'school-joined': 'agregado a una escuela',
    'school-left': 'quitado de una escuela',
    'school-renamed': 'escuela con otro nombre',
    'set-up': 'primera persona que administra',
    settings: 'ajustes',
    'sign-out': 'por la persona',
    'signed-out-by-staff': 'por quien administra',
    'student-list': 'lista de estudiantes',
    'uploaded-file': 'archivo cargado',
    'wrong-password': 'contraseña incorrecta',
  },
};

/** What happened; the code itself when a later version wrote it. */
export function auditEventWord(code: string, language: Language): string {
  const known = auditEvents.find((one) => one === code);
  return known ? events[language][known] : code;
}

/** What exactly; the code itself when a later version wrote it. */
export function auditDetailWord(code: string, language: Language): string {
  const known = auditDetails.find((one) => one === code);
  return known ? details[language][known] : code;
}
