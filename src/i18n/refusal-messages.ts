import type { BatchFailure } from '#domain/batches/batch.ts';
import type { RefusalCode } from '#domain/refusal.ts';
import type { Language } from './plural.ts';

const refusals: Readonly<Record<Language, Readonly<Record<RefusalCode, string>>>> = {
  en: {
    'auth.required': 'You are not signed in any more. Sign in again; your work on this device is kept.',
    'auth.wrong_credentials': 'The username or the password is not right. Check both and try again.',
    'auth.too_many_tries': 'Too many tries in a row. Wait a few minutes and try again.',
    'auth.password_change_required':
      'You are signed in with a temporary password. Choose your own password first.',
    'auth.password_expired': 'This temporary password has run out. Ask your teacher for a new one.',
    'auth.not_allowed':
      'You may not do this in this school. Choose another school, or ask your administrator.',
    'password.not_allowed': 'This password is too short or too easy to guess. Choose another one.',
    'username.taken': 'This username is taken. Type a new one and send it again.',
    'link.spent': 'This link works only once and only for a while. Ask for a new one.',
    'request.malformed': 'The server did not understand this request. Reload the page and try again.',
    'request.foreign_origin':
      'This request came from another website, so we stopped it. Open Rollbook itself and try again.',
    'request.too_large': 'This is more than the server takes at once. Split the file into smaller ones.',
    'request.too_many': 'The server was asked too often. Wait a few minutes and try again.',
    'protocol.unsupported': 'This page is older than the server. Reload it to get the new version.',
    not_found: 'This is not here any more. Go back and refresh the list.',
    'batch.id_reused':
      'This upload was sent before with other rows. Choose the file again to make a new upload.',
    'batch.busy': 'The server is already taking this upload. It goes on by itself in a moment.',
    'batch.chunk_damaged': 'A part of the file was damaged on its way. It is sent again by itself.',
    'batch.chunks_missing': 'Some parts of the file have not arrived yet. They are sent again by themselves.',
    'batch.file_missing': 'This upload has no such file. Refresh Upload History to see which files it has.',
    'batch.undo_too_late': 'An upload can be undone for 7 days. For this one they are over.',
    'batch.undone': 'This upload is undone. Press Refresh to see it.',
    'server.broken':
      'Something went wrong on the server, and nothing of yours is lost. Try again in a few minutes.',
  },
  es: {
    'auth.required': 'Tu sesión terminó. Inicia sesión otra vez; tu trabajo sigue en este dispositivo.',
    'auth.wrong_credentials':
      'El usuario o la contraseña no son correctos. Revisa los dos y prueba otra vez.',
    'auth.too_many_tries': 'Demasiados intentos seguidos. Espera unos minutos y prueba otra vez.',
    'auth.password_change_required':
      'Entraste con una contraseña temporal. Primero elige tu propia contraseña.',
    'auth.password_expired': 'Esta contraseña temporal ya venció. Pide una nueva a tu docente.',
    'auth.not_allowed':
      'No puedes hacer esto en esta escuela. Elige otra escuela o habla con quien administra.',
    'password.not_allowed': 'Esta contraseña es muy corta o muy fácil de adivinar. Elige otra.',
    'username.taken': 'Alguien ya tiene este nombre de usuario. Elige otro.',
    'link.spent': 'Este enlace sirve una sola vez y por un tiempo. Pide uno nuevo.',
    'request.malformed': 'El servidor no entendió lo que pedimos. Recarga la página y prueba otra vez.',
    'request.foreign_origin': 'Esto vino de otro sitio web y lo detuvimos. Abre Rollbook y prueba otra vez.',
    'request.too_large':
      'Es más de lo que el servidor acepta de una vez. Divide el archivo en partes más pequeñas.',
    'request.too_many': 'Se le preguntó demasiado al servidor. Espera unos minutos y prueba otra vez.',
    'protocol.unsupported':
      'Esta página es más antigua que el servidor. Recárgala para tener la versión nueva.',
    not_found: 'Esto ya no está aquí. Vuelve atrás y actualiza la lista.',
    'batch.id_reused':
      'Esta carga ya se envió con otras filas. Elige el archivo otra vez para crear una carga nueva.',
    'batch.busy': 'El servidor ya está recibiendo esta carga. Sigue sola en un momento.',
    'batch.chunk_damaged': 'Una parte del archivo se dañó en el camino. Se envía otra vez sola.',
    'batch.chunks_missing': 'Faltan partes del archivo por llegar. Se envían otra vez solas.',
    'batch.file_missing': 'Esta carga no tiene ese archivo. Actualiza el historial para ver cuáles tiene.',
    'batch.undo_too_late': 'Una carga se puede deshacer durante 7 días. Para esta ya pasaron.',
    'batch.undone': 'Esta carga ya se deshizo. Actualiza el historial para verlo.',
    'server.broken': 'Algo falló en el servidor y no perdiste nada. Prueba otra vez en unos minutos.',
  },
};

const failures: Readonly<Record<Language, Readonly<Record<BatchFailure, string>>>> = {
  en: {
    'batch.rows_missing': 'Some rows did not reach the server, so nothing was made. Upload the file again.',
    'batch.columns_missing':
      'A column that every new student needs is missing, so nothing was made. Add it and upload the file again.',
    'batch.gave_up':
      'The server could not work through this file, so nothing was made. Try again later, or ask your administrator.',
  },
  es: {
    'batch.rows_missing':
      'Algunas filas no llegaron al servidor y no se creó nada. Sube el archivo otra vez.',
    'batch.columns_missing':
      'Falta una columna que todo estudiante nuevo necesita y no se creó nada. Agrégala y sube el archivo otra vez.',
    'batch.gave_up':
      'El servidor no pudo procesar este archivo y no se creó nada. Prueba más tarde o habla con quien administra.',
  },
};

/** Why the server said no, and what to do next. */
export function refusalSentence(code: RefusalCode, language: Language): string {
  return refusals[language][code];
}

/** Why a whole upload failed, and what to do next. */
export function failureSentence(failure: BatchFailure, language: Language): string {
  return failures[language][failure];
}
