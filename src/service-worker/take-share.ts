import { keepSharedFiles } from '#storage/shared-files.ts';

/** Takes the files another app shares with this one, and opens the import page, which reads them. */
export async function takeShare({ request }: { readonly request: Request }): Promise<Response> {
  const form = await request.formData();
  const files = form.getAll('file').filter((entry) => entry instanceof File);
  if (files.length === 0) return Response.redirect('/import', 303);
  await keepSharedFiles(files, Date.now());
  return Response.redirect('/import?shared=1', 303);
}
