import { plural } from '../plural.ts';
import type { Messages } from './en.ts';

const rows = plural('es', { one: '# fila', other: '# filas' });

/** Todas las frases de la interfaz en español. */
export const es: Messages = {
  appName: 'Rollbook',
  kit: {
    showPassword: 'Mostrar la contraseña',
    close: 'Cerrar',
  },
  shell: {
    skipToContent: 'Saltar al contenido',
  },
  signIn: {
    heading: 'Iniciar sesión',
  },
  welcome: {
    heading: 'Elige tu propia contraseña',
  },
  programs: {
    heading: 'Mis programas',
  },
  import: {
    heading: 'Importar estudiantes/listas',
    rowCount: (count: number) => rows(count),
  },
  review: {
    heading: 'Revisar la lista',
  },
  history: {
    heading: 'Historial de cargas',
  },
  students: {
    heading: 'Estudiantes',
  },
};
