/** One request that was answered or cut. */
export type SeenRequest = {
  /** When the request arrived, on the monotonic clock. */
  atMs: number;
  method: string;
  path: string;
  template: string;
  /** The member that the request acted as or asked to impersonate. */
  memberId: string | null;
  /** 0 means no response was sent. */
  status: number;
};

const REMEMBERED = 5000;

/** Counts requests. */
export class Traffic {
  #byTemplate = new Map<string, number>();
  #recent: SeenRequest[] = [];
  #next = 0;
  #total = 0;
  #answered429 = 0;
  #inFlight = 0;
  #maxInFlight = 0;

  begin(template: string): void {
    this.#byTemplate.set(template, (this.#byTemplate.get(template) ?? 0) + 1);
    this.#total += 1;
    this.#inFlight += 1;
    if (this.#inFlight > this.#maxInFlight) this.#maxInFlight = this.#inFlight;
  }

  end(request: SeenRequest): void {
    this.#inFlight -= 1;
    if (request.status === 429) this.#answered429 += 1;
    this.#recent[this.#next] = request;
    this.#next = (this.#next + 1) % REMEMBERED;
  }

  /** Number of requests by `METHOD /path-template`, with `total`, `answered429` and `maxInFlight`. */
  counts(): Record<string, number> {
    return {
      ...Object.fromEntries(this.#byTemplate),
      total: this.#total,
      answered429: this.#answered429,
      maxInFlight: this.#maxInFlight,
    };
  }

  /** The last {@link REMEMBERED} finished requests, oldest first. */
  recent(): SeenRequest[] {
    return [...this.#recent.slice(this.#next), ...this.#recent.slice(0, this.#next)];
  }

  /** Resets the counts. Requests in flight are still counted as in flight. */
  reset(): void {
    this.#byTemplate.clear();
    this.#recent = [];
    this.#next = 0;
    this.#total = 0;
    this.#answered429 = 0;
    this.#maxInFlight = this.#inFlight;
  }
}
