import type { Express } from 'express';

interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The methods that a path answers to, upper case, sorted; empty where there is nothing at it. */
export const allowedMethods = (express: Express, path: string): string[] => {
  // The router's stack is public in Express 5, but its layers have no declared type.
  const { stack } = express.router as unknown as { stack: readonly Layer[] };
  const methods = new Set<string>();
  for (const layer of stack) {
    if (!layer.route || !matches(layer, path)) continue;
    for (const method of Object.keys(layer.route.methods)) methods.add(method.toUpperCase());
  }
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].filter((method) => method !== '_ALL').sort();
};

const matches = (layer: Layer, path: string): boolean => {
  try {
    return layer.match(path);
  } catch {
    // A parameter that cannot be decoded: some route has the shape, none has the value.
    return false;
  }
};
