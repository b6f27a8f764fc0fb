const files: { readonly [path: string]: string } = {
  "/key": " thoth_live_file\n",
  "/token": "file.tok.en\n",
  "/empty": " \n",
  "/lines": "one\ntwo",
  "/home/ada/.thoth/admin-token.jwt": "saved.tok.en\n",
};
/** Reads the files of a small machine with one user, and fails as a real one does. */
export const readFile = (path: string) => {
  const text = files[path];
  if (text === undefined)
    throw Object.assign(new Error(`no ${path}`), {
      code: path === "/locked" ? "EACCES" : path === "/folder" ? "EISDIR" : "ENOENT",
    });
  return text;
};
