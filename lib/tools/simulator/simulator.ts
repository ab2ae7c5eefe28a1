import type { SimulatorKeys } from './credentials';
import type { Faults } from './faults';
import type { Strategies } from './options';
import type { OrganizationData } from './records';
import type { SeenRequest } from './traffic';

export interface Simulator {
  readonly url: string;
  readonly orgId: string;
  readonly orgName: string;
  readonly keys: SimulatorKeys;
  /** The current state, to change and to compare with. After a change in place, call `touch()`. */
  readonly organization: OrganizationData;
  /** This organization first, then those that only `keys.twoOrganizations` can access. */
  readonly organizations: readonly OrganizationData[];
  /** Set its fields at any time; the object itself can't be replaced. */
  readonly faults: Faults;
  readonly strategies: Strategies;
  /** Call this after changing a record in place. Lists that were replaced or changed length are noticed. */
  touch(): void;
  /** From now on this secret of `keys` and its impersonation tokens get 401. */
  revoke(secret: string): void;
  /** IDs of the members who also belong to another organization because of the fault `foreignMembers`. */
  foreignMemberIds(): readonly string[];
  calls(): Record<string, number>;
  requests(): SeenRequest[];
  resetCalls(): void;
  /** Stops listening and cuts every connection, until `listenAgain()`. */
  goDown(): Promise<void>;
  listenAgain(): Promise<void>;
  close(): Promise<void>;
}
