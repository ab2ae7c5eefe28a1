export function LatchkeyMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      aria-hidden
    >
      <rect x="1.5" y="5.5" width="9" height="9" rx="2.5" />
      <path d="M10.5 10H18.5V13.5M14.5 10V12.5" />
    </svg>
  );
}
