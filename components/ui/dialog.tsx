'use client';
import { useRef, type ComponentProps, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { Button } from './button';
import { cn } from './cn';

export const Dialog = Primitive.Root;
export const DialogClose = Primitive.Close;

const overlayClasses = 'animate-appear fixed inset-0 z-50 bg-black/40';

type ContentProps = ComponentProps<typeof Primitive.Content> & {
  title: ReactNode;
  description?: ReactNode;
};

/**
 * Returns the focus to whatever had it when the dialog opened. Radix does so for a `Trigger` only, and our dialogs
 * are opened by state.
 */
export function useReturnFocus(): Pick<ContentProps, 'onOpenAutoFocus' | 'onCloseAutoFocus'> {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
  };
}

/** A dialog in the middle of the page. Its title is its name. */
export function DialogContent({ title, description, className, children, ...props }: ContentProps) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        {...returnFocus}
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(
          'fixed top-[14vh] left-1/2 z-50 max-h-[80vh] w-[calc(100vw-32px)] max-w-md -translate-x-1/2 animate-appear overflow-y-auto rounded-lg border bg-popover p-5 text-popover-foreground shadow-sm outline-none',
          className,
        )}
        {...props}
      >
        <Primitive.Title className="pr-8 text-base font-semibold">{title}</Primitive.Title>
        {description ? (
          <Primitive.Description asChild>
            <div className="mt-2 space-y-2 text-sm text-muted-foreground">{description}</div>
          </Primitive.Description>
        ) : null}
        {children}
        <Primitive.Close asChild>
          <Button variant="ghost" size="icon" className="absolute top-4 right-4" aria-label="Close">
            <X aria-hidden />
          </Button>
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** The row of buttons at the end of a dialog. */
export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('mt-5 flex justify-end gap-2', className)} {...props} />;
}

/** A dialog that slides in from the left edge, for the navigation of small screens. */
export function SheetContent({
  title,
  className,
  children,
  ...props
}: Omit<ContentProps, 'description'>) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        {...returnFocus}
        aria-describedby={undefined}
        className={cn(
          'fixed inset-y-0 left-0 z-50 w-64 animate-slide-left border-r bg-sidebar outline-none',
          className,
        )}
        {...props}
      >
        <Primitive.Title className="sr-only">{title}</Primitive.Title>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
