import { Link } from '@/components/ui/link';
import type { Audit, Overview } from '@/lib/contract';
import { VERDICTS } from '@/lib/domain/core';
import { formatDay, formatNumber, formatUtc } from '@/components/status/format';
import { VERDICT_WORDS } from '@/components/status/words';
import { Section } from '@/components/ui/section';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { keysLink } from '@/lib/client/rows-link';
import { copy } from './copy';
import {
  countTicks,
  markPosition,
  settingsMarks,
  timePositions,
  type SettingsMark,
} from './trend-scale';

type Point = Overview['trend'][number];

const TEXT = copy.trend;

/** Keys to replace in each finished audit, as a line chart and as a table. */
export function Trend({
  audit,
  trend,
  settingsVersion,
  settingsChanges,
}: {
  /** The latest audit, which may be a follow-up that isn't a point. */
  audit: Pick<Audit, 'verdicts'>;
  trend: readonly Point[];
  /** Version of the rule settings that the latest audit was evaluated with. */
  settingsVersion: number | null;
  settingsChanges: Overview['settings_changes'];
}) {
  const marks = settingsMarks(
    trend.map(({ finished_at }) => Date.parse(finished_at)),
    settingsChanges.map(({ at }) => Date.parse(at)),
  );
  const [drawn, today] = [trend.at(-1)?.verdicts.replace, audit.verdicts?.replace];
  const older = trend.filter((point) => point.settings_version !== settingsVersion).length;
  return (
    <Section title={TEXT.title}>
      {trend.length < 2 ? (
        <p className="text-sm text-muted-foreground">{TEXT.needsTwo}</p>
      ) : (
        <Chart trend={trend} marks={marks} />
      )}
      {trend.length > 1 && drawn !== undefined && today !== undefined && drawn !== today ? (
        <p className="mt-2 text-sm text-muted-foreground">{TEXT.sinceLast(drawn, today)}</p>
      ) : null}
      {trend.some(({ partial }) => partial) ? (
        <p className="mt-2 text-sm text-muted-foreground">{TEXT.partialHint}</p>
      ) : null}
      {settingsVersion !== null && trend.length > 1 ? (
        <p className="mt-2 text-xs text-muted-foreground">
          {older === 0
            ? TEXT.sameSettings(settingsVersion)
            : TEXT.olderSettings(settingsVersion, older)}
        </p>
      ) : null}
      {trend.length > 1 ? (
        <details className="mt-3 text-sm">
          <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground">
            {TEXT.showTable}
          </summary>
          <TrendTable trend={trend} marks={marks} />
        </details>
      ) : null}
    </Section>
  );
}

/** The label at one end of the time axis: the day, with the time if all audits are of one day. */
function edge(trend: readonly Point[], at: 0 | -1): string {
  const [first, last] = [trend.at(0)?.finished_at, trend.at(-1)?.finished_at];
  if (first === undefined || last === undefined) return '';
  const iso = at === 0 ? first : last;
  return formatDay(first) === formatDay(last) ? formatUtc(iso) : formatDay(iso);
}

/** "Settings changed on Aug 3, 2026": each day once. */
const markText = ({ allMs }: SettingsMark): string =>
  TEXT.settingsChanged(
    [...new Set(allMs.map((ms) => formatDay(new Date(ms).toISOString())))].join('; '),
  );

type ChartProps = { trend: readonly Point[]; marks: readonly SettingsMark[] };

function Chart({ trend, marks }: ChartProps) {
  const ticks = countTicks(Math.max(...trend.map((point) => point.verdicts.replace)));
  const top = ticks.at(-1) ?? 1;
  const timesMs = trend.map((point) => Date.parse(point.finished_at));
  const positions = timePositions(timesMs);
  const dots = trend.map((point, index) => ({
    point,
    left: (positions[index] ?? 0) * 100,
    bottom: (point.verdicts.replace / top) * 100,
  }));
  // Only complete audits make the line, because a partial one misses keys.
  const line = dots
    .filter(({ point }) => !point.partial)
    .map(({ left, bottom }) => `${left},${100 - bottom}`)
    .join(' ');
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2">
      <div className="relative h-40 w-8" aria-hidden>
        {ticks.map((tick) => (
          <span
            key={tick}
            className="absolute right-0 -translate-y-1/2 text-xs text-muted-foreground tabular-nums"
            style={{ top: `${100 - (tick / top) * 100}%` }}
          >
            {formatNumber(tick)}
          </span>
        ))}
      </div>
      <div className="relative mr-2 ml-2 h-40">
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
          aria-hidden
        >
          {ticks.map((tick) => (
            <line
              key={tick}
              x1="-1"
              x2="101"
              y1={100 - (tick / top) * 100}
              y2={100 - (tick / top) * 100}
              vectorEffect="non-scaling-stroke"
              className={tick === 0 ? 'stroke-input' : 'stroke-border'}
            />
          ))}
          <polyline
            points={line}
            fill="none"
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
            className="stroke-fill-replace"
          />
        </svg>
        {marks.map((mark) => (
          <Mark key={mark.after} mark={mark} left={markPosition(mark, timesMs, positions)} />
        ))}
        {dots.map(({ point, left, bottom }) => (
          <Link
            key={point.audit_id}
            href={keysLink({ audit: point.audit_id, verdict: 'replace' })}
            title={[
              TEXT.toReplace(point.verdicts.replace),
              formatUtc(point.finished_at),
              TEXT.coverage(formatNumber(point.audited), point.total),
              ...(point.partial ? [TEXT.partial] : []),
            ].join(' · ')}
            aria-label={[
              `${formatDay(point.finished_at)}: ${TEXT.toReplace(point.verdicts.replace)}`,
              ...(point.partial ? [TEXT.partial] : []),
            ].join(', ')}
            className="absolute flex size-6 -translate-x-1/2 translate-y-1/2 items-center justify-center rounded-full"
            style={{ left: `${left}%`, bottom: `${bottom}%` }}
          >
            <span
              className={
                point.partial
                  ? 'size-2.5 rounded-full border-2 border-fill-replace bg-background'
                  : 'size-2 rounded-full bg-fill-replace ring-2 ring-background'
              }
            />
          </Link>
        ))}
      </div>
      <span />
      <div
        className="mt-2 mr-2 ml-2 flex justify-between text-xs text-muted-foreground tabular-nums"
        aria-hidden
      >
        <span>{edge(trend, 0)}</span>
        <span>{edge(trend, -1)}</span>
      </div>
    </div>
  );
}

/** A change of settings, on the axis. `left` is a fraction of the width. */
function Mark({ mark, left }: { mark: SettingsMark; left: number }) {
  const text = markText(mark);
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className="absolute bottom-0 size-2 -translate-x-1/2 translate-y-1/2 rotate-45 bg-muted-foreground"
      style={{ left: `${left * 100}%` }}
    />
  );
}

function TrendTable({ trend, marks }: ChartProps) {
  return (
    <Table aria-label={TEXT.table} className="mt-1">
      <thead>
        <tr>
          <TableHead>{TEXT.audit}</TableHead>
          {VERDICTS.map((verdict) => (
            <TableHead key={verdict} className="text-right">
              {VERDICT_WORDS[verdict]}
            </TableHead>
          ))}
          <TableHead className="text-right">{TEXT.keys}</TableHead>
          <TableHead className="text-right">{TEXT.membersAudited}</TableHead>
        </tr>
      </thead>
      <tbody>
        {trend.toReversed().flatMap((point, index) => [
          ...marks
            .filter(({ after }) => after === trend.length - 1 - index)
            .map((mark) => (
              <tr key={`settings ${mark.after}`}>
                <TableCell colSpan={VERDICTS.length + 3} className="text-muted-foreground">
                  {markText(mark)}
                </TableCell>
              </tr>
            )),
          <tr key={point.audit_id}>
            <TableCell className="whitespace-nowrap tabular-nums">
              <TextLink href={`/audits/${point.audit_id}`}>{formatUtc(point.finished_at)}</TextLink>
            </TableCell>
            {VERDICTS.map((verdict) => (
              <TableCell key={verdict} className="text-right tabular-nums">
                {formatNumber(point.verdicts[verdict])}
              </TableCell>
            ))}
            <TableCell className="text-right tabular-nums">{formatNumber(point.keys)}</TableCell>
            <TableCell className="text-right whitespace-nowrap tabular-nums">
              {formatNumber(point.audited)} {TEXT.of} {formatNumber(point.total)}
              {point.partial ? ` · ${TEXT.partial}` : ''}
            </TableCell>
          </tr>,
        ])}
      </tbody>
    </Table>
  );
}
