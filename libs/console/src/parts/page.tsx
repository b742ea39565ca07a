import { type ReactNode, useEffect, useRef } from 'react';

/**
 * One screen: its heading takes the focus when one comes to it, so that a screen reader says where one is, and the window's title
 * says the same.
 */
export const Page = ({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · Jejak`;
  }, [title]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead === undefined ? null : <p className="muted">{lead}</p>}
      {children}
    </>
  );
};
