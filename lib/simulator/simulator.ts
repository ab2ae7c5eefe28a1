import type { SimulatorKeys } from './credentials';
import type { Faults } from './faults';
import type { Strategies } from './options';
import type { OrganizationData } from './records';
import type { SeenRequest } from './traffic';

/** A Braintrust organization that answers over HTTP on this machine. */
export interface Simulator {
  url: string;
  orgId: string;
  orgName: string;
  keys: SimulatorKeys;
  /** The truth, to change and to compare with. After a change in place call `touch()`. */
  organization: OrganizationData;
  /** This one first, then those that only `keys.twoOrganizations` reaches. */
  organizations: readonly OrganizationData[];
  faults: Faults;
  strategies: Strategies;
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
