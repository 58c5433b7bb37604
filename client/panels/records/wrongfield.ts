/** A form that could not be saved brings the keyboard to the first field that is to be put right. */
export function focusWrong(form: HTMLElement): void {
  // Once what is wrong is drawn as such.
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
