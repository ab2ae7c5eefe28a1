'use client';
import type { ComponentProps } from 'react';
import { Popover as Primitive } from 'radix-ui';
import { cn } from './cn';

export const Popover = Primitive.Root;
export const PopoverAnchor = Primitive.Anchor;

export function PopoverContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={4}
        align="start"
        collisionPadding={8}
        className={cn(
          'z-50 max-h-(--radix-popover-content-available-height) w-64 animate-appear overflow-y-auto rounded-md border bg-popover p-1 text-popover-foreground shadow-xs outline-none',
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  );
}
