import type { SimulatorKeys } from './credentials';
import type { Faults } from './faults';
import type { Strategies } from './options';
import type { OrganizationData } from './records';
import type { SeenRequest } from './traffic';

/** A Braintrust organization that answers over HTTP on this machine. */
export interface Simulator {
  readonly url: string;
  readonly orgId: string;
  readonly orgName: string;
  readonly keys: SimulatorKeys;
  /** The truth, to change and to compare with. After a change in place call `touch()`. */
  readonly organization: OrganizationData;
  /** This one first, then those that only `keys.twoOrganizations` reaches. */
  readonly organizations: readonly OrganizationData[];
  /** Set its fields, at any time; the object itself stays. */
  readonly faults: Faults;
  readonly strategies: Strategies;
  /** Says that a record was changed in place; replaced, longer or shorter lists are noticed. */
  touch(): void;
  /** From now on this secret of `keys` answers 401, and so do its impersonation tokens. */
  revoke(secret: string): void;
  /** Members who, by the fault `foreignMembers`, belong to another organization too. */
  foreignMemberIds(): readonly string[];
  calls(): Record<string, number>;
  requests(): SeenRequest[];
  resetCalls(): void;
  /** Stops listening and cuts every connection, until `listenAgain()`. */
  goDown(): Promise<void>;
  listenAgain(): Promise<void>;
  close(): Promise<void>;
}
