'use client';
import type { ComponentProps } from 'react';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import { cn } from './cn';

type SelectProps<Value extends string> = Omit<
  ComponentProps<typeof Primitive.Trigger>,
  'value' | 'onChange' | 'children'
> & {
  value: string | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** A choice of one of a few options, in a list that opens. */
export function Select<Value extends string>({
  value,
  options,
  onChange,
  disabled,
  className,
  ...trigger
}: SelectProps<Value>) {
  return (
    <Primitive.Root
      value={insideOf(value ?? '')}
      onValueChange={(inside) => {
        const chosen = options.find((option) => insideOf(option.value) === inside);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      {...(disabled === undefined ? {} : { disabled })}
    >
      <Primitive.Trigger
        className={cn(
          'inline-flex h-8 max-w-full items-center justify-between gap-2 rounded-md border border-input bg-background px-2 text-left text-sm disabled:opacity-50 aria-invalid:border-destructive',
          className,
        )}
        {...trigger}
      >
        <span className="min-w-0 truncate">
          <Primitive.Value>
            {options.find((option) => option.value === value)?.label}
          </Primitive.Value>
        </span>
        <Primitive.Icon asChild>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) max-w-(--radix-select-content-available-width) min-w-(--radix-select-trigger-width) animate-appear overflow-y-auto rounded-md border bg-popover p-1 text-popover-foreground shadow-xs"
        >
          <Primitive.Viewport>
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={insideOf(option.value)}
                className="relative flex min-h-7 items-center rounded-sm py-1 pr-2 pl-7 text-sm outline-none select-none data-[highlighted]:bg-accent"
              >
                <Primitive.ItemIndicator className="absolute left-2">
                  <Check aria-hidden className="size-3.5 text-muted-foreground" />
                </Primitive.ItemIndicator>
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Radix has no option with an empty value. */
const insideOf = (value: string) => `=${value}`;
