import type { Fault, ParameterFault, Scope } from './faults';
import { hashText } from './random';

/** The properties of a request that a fault's scope can match. */
export type Occasion = {
  /** `METHOD /path-template`. */
  template: string;
  /** ID of the member that the request is about; `memberEmail` is their email. */
  memberId: string | null;
  memberEmail: string | null;
};

/**
 * Decides whether a fault applies to a request.
 * Counts are kept per fault object, so setting a new one restarts its `first` and `skip`.
 */
export class FaultGate {
  #drawn = new Map<string, number>();
  #seen = new WeakMap<Scope, Map<string, number>>();

  constructor(readonly seed: number) {}

  /** Whether a fault without parameters applies. */
  strikes(fault: Fault, occasion: Occasion): boolean {
    return this.strike(fault, occasion) !== undefined;
  }

  /** The first entry that applies. A fault of `true` gives `{}`. */
  strike<T extends object>(fault: Fault<T>, occasion: Occasion): Partial<T> | undefined {
    if (fault === null || fault === false) return undefined;
    return fault === true ? {} : this.pick(fault, occasion);
  }

  /** The first entry that applies. */
  pick<T extends object>(fault: ParameterFault<T>, occasion: Occasion): (T & Scope) | undefined {
    if (fault === null) return undefined;
    return asList(fault).find((entry) => this.#matches(entry, occasion));
  }

  /** The next pseudo-random number of this name's sequence, from 0 to 1. */
  chance(name: string): number {
    const nth = (this.#drawn.get(name) ?? 0) + 1;
    this.#drawn.set(name, nth);
    return hashText(`${this.seed} ${name} ${nth}`) / 2 ** 32;
  }

  #matches(scope: Scope, occasion: Occasion): boolean {
    if (scope.paths !== undefined && !scope.paths.includes(occasion.template)) return false;
    if (scope.members !== undefined && !isAbout(scope.members, occasion)) return false;
    if (scope.probability !== undefined && !this.#byChance(scope, scope.probability, occasion)) {
      return false;
    }
    if (scope.first === undefined && scope.skip === undefined) return true;
    const member = occasion.memberId ?? '';
    const nth = this.#count(scope, scope.perMember === true ? `count ${member}` : 'count');
    const skip = scope.skip ?? 0;
    return nth > skip && nth <= skip + (scope.first ?? Infinity);
  }

  #byChance(scope: Scope, probability: number, occasion: Occasion): boolean {
    const subject = `${occasion.template} ${occasion.memberId ?? ''}`;
    const nth = this.#count(scope, `chance ${subject}`);
    return hashText(`${this.seed} ${subject} ${nth}`) / 2 ** 32 < probability;
  }

  #count(scope: Scope, name: string): number {
    let counts = this.#seen.get(scope);
    if (counts === undefined) {
      counts = new Map();
      this.#seen.set(scope, counts);
    }
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return nth;
  }
}

function asList<T extends object>(fault: (T & Scope) | readonly (T & Scope)[]) {
  const list: readonly (T & Scope)[] = isList(fault) ? fault : [fault];
  return list;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function isAbout(members: readonly string[], { memberId, memberEmail }: Occasion): boolean {
  if (memberId !== null && members.includes(memberId)) return true;
  return memberEmail !== null && members.includes(memberEmail);
}
