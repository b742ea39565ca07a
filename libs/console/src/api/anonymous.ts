import { addressOf, type Asked, send } from './request';
import { type EndpointName, ENDPOINTS } from './endpoints';

/**
 * Asks or tells a service something as nobody: also where somebody is signed in here, their session is left out of it, so that a
 * complaint is as anonymous as its page says.
 */
export const anonymously = async <T>(name: EndpointName, language: string, asked: Asked = {}): Promise<T> => {
  const { body, key, signal } = asked;
  const response = await send(addressOf(name, asked), {
    method: ENDPOINTS[name].method.toUpperCase(),
    credentials: 'omit',
    headers: {
      'Accept-Language': language,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  return (await response.json()) as T;
};
