'use client';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';

type FirstAuditDialogProps = {
  organizationName: string;
  starting: boolean;
  onStart: () => void;
  onClose: () => void;
};

/** Says before the first audit what it does, and what it leaves alone. */
export function FirstAuditDialog({
  organizationName,
  starting,
  onStart,
  onClose,
}: FirstAuditDialogProps) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Run the first audit"
        description={
          <>
            <p>
              Every member of <SafeText text={organizationName} /> will be impersonated in turn, and
              the list of their API keys read: names, previews and dates, never the keys themselves.
            </p>
            <p>
              This changes nothing in Braintrust. The impersonations may show in your organization’s
              audit log there, under your name.
            </p>
          </>
        }
      >
        <DialogFooter>
          <DialogClose asChild>
            <Button>Not now</Button>
          </DialogClose>
          <Button variant="primary" disabled={starting} onClick={onStart}>
            Start audit
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
