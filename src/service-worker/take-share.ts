import { keepSharedFile } from '#storage/shared-file.ts';

/** Takes the file another app shares with this one, and opens the import page, which reads it. */
export async function takeShare({ request }: { readonly request: Request }): Promise<Response> {
  const form = await request.formData();
  const file = form.get('file');
  if (!(file instanceof File)) return Response.redirect('/import', 303);
  await keepSharedFile(file, Date.now());
  return Response.redirect('/import?shared=1', 303);
}
