/** Credentials that open nothing: emulators ask for some. */
export const dummyCredentials = { accessKeyId: 'testing', secretAccessKey: 'testing' } as const;
