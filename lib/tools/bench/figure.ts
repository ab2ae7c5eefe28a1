/** One promised limit: the measured value and its maximum. */
export type Check = {
  says: string;
  measured: number;
  atMost: number;
  /** Empty for a ratio. */
  unit: '' | 'ms' | 'MB' | 'KB' | '%';
};

/** The result of one benchmark. */
export type Figure = {
  title: string;
  checks: readonly Check[];
  /** Shown with the result but not checked, such as absolute times and spreads. */
  notes: readonly string[];
};

/** Whether the measured value is within its limit. NaN is not. */
export function isHeld(check: Check): boolean {
  return check.measured <= check.atMost;
}

export function linesOf(figure: Figure): string[] {
  return [
    figure.title,
    ...figure.checks.map((check) => {
      const verdict = isHeld(check) ? 'met   ' : 'MISSED';
      return `  ${verdict}  ${check.says}: ${withUnit(check.measured, check)} (at most ${withUnit(check.atMost, check)})`;
    }),
    ...figure.notes.map((note) => `          ${note}`),
  ];
}

function withUnit(value: number, { unit }: Check): string {
  if (unit === '') return `${rounded(value)} ×`;
  return `${rounded(value)} ${unit}`;
}

/** Rounds to 3 digits (4 from 100 on), so that 1.254 isn't shown as a passing 1.25. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(value >= 100 ? 4 : 3)));
}
