'use client';
import type { ComponentProps, ReactNode } from 'react';
import { Command as Primitive } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as DialogPrimitive } from 'radix-ui';
import { foldText } from '@/lib/domain/core';
import { cn } from './cn';
import { Dialog, useReturnFocus } from './dialog';

type CommandDialogProps = { label: string; onClose: () => void; children: ReactNode };

/** A dialog with a search field and a list of items, which its content filters. */
export function CommandDialog({ label, onClose, children }: CommandDialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <DialogPrimitive.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-lg -translate-x-1/2 animate-appear overflow-hidden rounded-lg border bg-popover text-popover-foreground shadow-sm outline-none"
        >
          <DialogPrimitive.Title className="sr-only">{label}</DialogPrimitive.Title>
          <Primitive label={label} shouldFilter={false}>
            {children}
          </Primitive>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </Dialog>
  );
}

/** Whether a word of `name` starts with `text`, whatever their case, width and normal form. */
export function startsWord(name: string, text: string): boolean {
  return ` ${foldText(name)}`.includes(` ${foldText(text).trim()}`);
}

export function CommandInput({ className, ...props }: ComponentProps<typeof Primitive.Input>) {
  return (
    <div className="flex items-center gap-2 border-b px-3">
      <Search className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
      <Primitive.Input
        className={cn(
          'h-11 w-full bg-transparent text-base outline-none placeholder:text-muted-foreground',
          className,
        )}
        {...props}
      />
    </div>
  );
}

export function CommandList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return (
    <Primitive.List
      className={cn('max-h-[50vh] overflow-y-auto p-1 outline-none', className)}
      {...props}
    />
  );
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Primitive.Group>) {
  return (
    <Primitive.Group
      className={cn(
        '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground',
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      className={cn(
        'flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 text-sm select-none data-[selected=true]:bg-accent [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted-foreground',
        className,
      )}
      {...props}
    />
  );
}
