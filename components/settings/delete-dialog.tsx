'use client';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { ApiError, deleteOrganizationDataMutation } from '@/lib/client';
import { ProofField } from '@/components/form/proof-field';
import { useProof } from '@/components/form/use-proof';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const words = copy.deletion;

type DeleteDialogProps = { organization: { id: string; name: string }; onClose: () => void };

/** Asks the user to type the organization's name before deleting all of its data. */
export function DeleteDialog({ organization, onClose }: DeleteDialogProps) {
  const [typed, setTyped] = useState('');
  const field = useId();
  const remove = useMutation({
    ...deleteOrganizationDataMutation(organization.id),
    // The session was deleted as well, so there is nothing to sign out of.
    onSuccess: () => window.location.assign('/sign-in'),
  });
  const proof = useProof();
  const matches = typed === organization.name;
  const busy = proof.isPending || remove.isPending || remove.isSuccess;
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!matches || busy || !(await proof.prove(event.currentTarget))) return;
    remove.mutate(typed);
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={words.title} description={<p>{words.dialogHint}</p>}>
        <form onSubmit={(event) => void submit(event)} className="mt-4 space-y-2" aria-busy={busy}>
          <label htmlFor={field} className="block text-sm">
            {words.confirm.before}
            <SafeText text={organization.name} className="font-medium" />
            {words.confirm.after}
          </label>
          <Input
            id={field}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
          <ProofField proof={proof} />
          <ErrorLine error={remove.error}>
            {remove.error instanceof ApiError && remove.error.auditId ? (
              <TextLink href={`/audits/${remove.error.auditId}`}>{words.runningAudit}</TextLink>
            ) : null}
          </ErrorLine>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{words.cancel}</Button>
            </DialogClose>
            <Button type="submit" variant="destructive" disabled={!matches || busy}>
              {remove.isPending ? words.deleting : words.button}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
