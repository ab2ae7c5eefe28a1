/** One request that was answered, or cut. */
export type SeenRequest = {
  /** When it came, by the clock that never goes back. */
  atMs: number;
  method: string;
  path: string;
  template: string;
  /** The member it was about: impersonated, or to be. */
  memberId: string | null;
  /** 0: no answer was given. */
  status: number;
};

const REMEMBERED = 5000;

/** Counts what was asked. */
export class Traffic {
  #byTemplate = new Map<string, number>();
  #recent: SeenRequest[] = [];
  #next = 0;
  #total = 0;
  #answered429 = 0;
  #inFlight = 0;
  #maxInFlight = 0;

  /** A request has come. */
  begin(template: string): void {
    this.#byTemplate.set(template, (this.#byTemplate.get(template) ?? 0) + 1);
    this.#total += 1;
    this.#inFlight += 1;
    if (this.#inFlight > this.#maxInFlight) this.#maxInFlight = this.#inFlight;
  }

  /** It is over. */
  end(request: SeenRequest): void {
    this.#inFlight -= 1;
    if (request.status === 429) this.#answered429 += 1;
    this.#recent[this.#next] = request;
    this.#next = (this.#next + 1) % REMEMBERED;
  }

  /** Requests by `METHOD /path-template`, with `total`, `answered429` and `maxInFlight`. */
  counts(): Record<string, number> {
    return {
      ...Object.fromEntries(this.#byTemplate),
      total: this.#total,
      answered429: this.#answered429,
      maxInFlight: this.#maxInFlight,
    };
  }

  /** The last {@link REMEMBERED} requests that are over, oldest first. */
  recent(): SeenRequest[] {
    return [...this.#recent.slice(this.#next), ...this.#recent.slice(0, this.#next)];
  }

  /** Forgets the counts; what is in flight stays so. */
  reset(): void {
    this.#byTemplate.clear();
    this.#recent = [];
    this.#next = 0;
    this.#total = 0;
    this.#answered429 = 0;
    this.#maxInFlight = this.#inFlight;
  }
}
