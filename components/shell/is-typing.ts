/** Whether a key event belongs to a form field or an open dialog or menu, not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    event.defaultPrevented ||
    (target instanceof HTMLElement &&
      target.closest(
        'input:not([type=checkbox]), textarea, [contenteditable], [role=combobox], [role=listbox], [role=dialog][data-state], [role=menu]',
      ) !== null)
  );
}
