import { Minus, Plus, Check } from 'lucide-react';
import {
  droppedText,
  grantText,
  type Grant,
  type PlanProject,
} from '@/lib/domain/replacement-plan/plan';
import {
  compareReach,
  type Place,
  type PlaceGrants,
  type ReachToday,
} from '@/lib/domain/replacement-plan/reach-today';
import { SafeText } from '@/components/status/safe-text';
import { copy } from './copy';

const MOST_PLACES = 12;

/** Compares the token's permissions with the holder's today: kept, dropped and additional ones. */
export function ReachDifference(props: { today: ReachToday; projects: readonly PlanProject[] }) {
  const { kept, dropped, extra } = compareReach(props.today, props.projects);
  return (
    <div className="space-y-3 text-sm">
      <Places
        title={copy.access.kept}
        places={kept}
        textOf={grantText}
        icon={<Check className="text-ok" aria-hidden />}
      />
      <Places
        title={copy.access.removed}
        places={dropped}
        textOf={(grant, place) => droppedText(grant, keptIn(kept, place))}
        icon={<Minus className="text-muted-foreground" aria-hidden />}
      />
      <Places
        title={copy.access.added}
        places={extra}
        textOf={grantText}
        icon={<Plus className="text-critical" aria-hidden />}
      />
      {props.today.unknown.length > 0 ? (
        <p className="text-warning">
          {copy.access.unknown} {props.today.unknown.join(' ')}
        </p>
      ) : null}
    </div>
  );
}

const keptIn = (kept: readonly PlaceGrants[], { kind, id }: Place): readonly Grant[] =>
  kept.find(({ place }) => place.kind === kind && place.id === id)?.grants ?? [];

type PlacesProps = {
  title: string;
  places: readonly PlaceGrants[];
  textOf: (grant: Grant, place: Place) => string;
  icon: React.ReactNode;
};

function Places({ title, places, textOf, icon }: PlacesProps) {
  if (places.length === 0) return null;
  return (
    <div>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="mt-1 space-y-0.5">
        {places.slice(0, MOST_PLACES).map(({ place, grants }) => (
          <li
            key={`${place.kind} ${place.id ?? ''}`}
            className="flex gap-2 [&_svg]:mt-0.5 [&_svg]:size-3.5 [&_svg]:shrink-0"
          >
            {icon}
            <span className="min-w-0">
              <SafeText text={place.name} />:{' '}
              <span className="text-muted-foreground">
                {grants.map((grant) => textOf(grant, place)).join(', ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {places.length > MOST_PLACES ? (
        <p className="mt-0.5 text-muted-foreground">{copy.more(places.length - MOST_PLACES)}</p>
      ) : null}
    </div>
  );
}
