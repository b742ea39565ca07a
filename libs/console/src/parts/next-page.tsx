import { Link } from '@tanstack/react-router';
import type { AddressWords } from '../places/address';
import { useWord } from '../words/words';

/**
 * Leads to the page behind this one: the same address, from `after` on. Nothing on the last page.
 * @param name of the word in the address that says where a page begins
 */
export const NextPage = ({
  after,
  name = 'dari',
}: {
  readonly after: string | null;
  readonly name?: string;
}) => {
  const word = useWord();
  if (after === null) return null;
  return (
    <Link to="." search={(before: AddressWords) => ({ ...before, [name]: after })} className="button">
      {word('list.next')}
    </Link>
  );
};
