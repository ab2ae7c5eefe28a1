/** The pages' CSS. It has no character that HTML escapes. */
export const STYLE = `
:root { color-scheme: light dark; --line: #d4d4d8; --quiet: #52525b; --mark: #fef3c7; --mark-text: #713f12; --link: #1d4ed8; --bad: #b91c1c; --good: #166534; --page: #fff; --text: #18181b; }
@media (prefers-color-scheme: dark) { :root { --line: #3f3f46; --quiet: #a1a1aa; --mark: #422006; --mark-text: #fde68a; --link: #93c5fd; --bad: #fca5a5; --good: #86efac; --page: #18181b; --text: #f4f4f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/22px system-ui, sans-serif; }
header, nav, main { padding: 8px 16px; }
header { background: var(--mark); color: var(--mark-text); }
header p, .quiet { margin: 0; }
.mark { font-weight: 600; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; border-bottom: 1px solid var(--line); }
a { color: var(--link); }
nav a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
main { max-width: 800px; overflow-wrap: anywhere; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 28px; }
h2 { margin: 32px 0 8px; font-size: 16px; line-height: 24px; }
.quiet, small { color: var(--quiet); }
small { display: block; font-size: 12px; line-height: 16px; }
code { font: 13px/20px ui-monospace, monospace; }
ul { margin: 0; padding: 0; list-style: none; }
li { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: start; justify-content: space-between; padding: 8px 0; border-bottom: 1px solid var(--line); }
li p { flex: 1 1 260px; margin: 0; }
form { display: grid; gap: 12px; max-width: 560px; }
li form { gap: 4px; }
label { display: grid; gap: 4px; }
fieldset { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 8px; border: 1px solid var(--line); border-radius: 6px; }
fieldset label { display: flex; gap: 4px; align-items: center; }
input:not([type=checkbox]), select, button { width: 100%; min-height: 36px; padding: 4px 8px; border: 1px solid var(--line); border-radius: 6px; background: transparent; color: inherit; font: inherit; }
option { background: var(--page); color: var(--text); }
button { width: auto; justify-self: start; }
button, summary { cursor: pointer; }
.danger, .error { color: var(--bad); }
.done { color: var(--good); }
.done, .error { padding: 8px; border: 1px solid; border-radius: 6px; }
`;
