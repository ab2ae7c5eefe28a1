/** One promise of a figure: what was measured, and what it may be at most. */
export type Check = {
  says: string;
  measured: number;
  atMost: number;
  /** Empty for a ratio. */
  unit: '' | 'ms' | 'MB' | 'KB' | '%';
};

/** What one figure measured. */
export type Figure = {
  title: string;
  checks: readonly Check[];
  /** What is told beside it and holds nothing: absolute times, spreads. */
  notes: readonly string[];
};

/** Whether the promise is held. A measurement that is not a number holds nothing. */
export function isHeld(check: Check): boolean {
  return check.measured <= check.atMost;
}

/** The figure as lines of text. */
export function linesOf(figure: Figure): string[] {
  return [
    figure.title,
    ...figure.checks.map((check) => {
      const verdict = isHeld(check) ? 'held  ' : 'MISSED';
      return `  ${verdict}  ${check.says}: ${withUnit(check.measured, check)} (at most ${withUnit(check.atMost, check)})`;
    }),
    ...figure.notes.map((note) => `          ${note}`),
  ];
}

function withUnit(value: number, { unit }: Check): string {
  if (unit === '') return `${rounded(value)} ×`;
  return `${rounded(value)} ${unit}`;
}

/** Three digits that matter, so that 1.254 is not shown as a held 1.25. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(value >= 100 ? 4 : 3)));
}
