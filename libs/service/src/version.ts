/** Of this build; the release puts it into the environment of the image. */
export const VERSION = process.env.npm_package_version ?? '0.0.0';
