import type { MDXComponents } from 'mdx/types';
import { CodeBlock } from '@/components/guides/code-block';
import { DecisionTree, Question } from '@/components/guides/decision-tree';
import { GuideLink, Settings } from '@/components/guides/guide-link';
import { headingAnchor } from '@/lib/domain/guides/guide-text';
import { Note, Step, Steps } from '@/components/guides/steps';

const components: MDXComponents = {
  h2: ({ children }: { children?: React.ReactNode }) => (
    <h2
      id={typeof children === 'string' ? headingAnchor(children) : undefined}
      className="mt-8 mb-2 scroll-mt-4 text-base font-semibold print:break-after-avoid"
    >
      {children}
    </h2>
  ),
  p: (props) => <p className="my-2 max-w-[70ch] text-base" {...props} />,
  ul: (props) => <ul className="my-2 max-w-[70ch] list-disc space-y-1 pl-5 text-base" {...props} />,
  ol: (props) => (
    <ol className="my-2 max-w-[70ch] list-decimal space-y-1 pl-5 text-base" {...props} />
  ),
  code: (props) => <code className="font-mono text-sm wrap-anywhere" {...props} />,
  pre: ({ children }: { children?: React.ReactNode }) => <CodeBlock>{children}</CodeBlock>,
  a: GuideLink,
  DecisionTree,
  Note,
  Question,
  Settings,
  Step,
  Steps,
};

/** The components that render the guides' MDX. Next expects this file in the root folder. */
export function useMDXComponents(): MDXComponents {
  return components;
}
