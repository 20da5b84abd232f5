// Files that a person picks, as the page sends them.

/** @returns {Promise<{file: string, data: string}>} the name, and the content in base64 */
export function packed(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done({ file: file.name, data: reader.result.slice(reader.result.indexOf(',') + 1) });
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Let the person pick one file; `onPick` is not called when they pick none. */
export function pickFile(onPick) {
  const input = document.createElement('input');
  input.type = 'file';
  input.onchange = () => input.files[0] && onPick(input.files[0]);
  input.click();
}
