/** FIS tags what it makes for the time of a fault: AWSFaultInjectionSimulatorNetworkAccess asks for that tag. */
export const isMadeByFis = ({
  Tags = [],
}: {
  readonly Tags?:
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined;
}): boolean => Tags.some(({ Key, Value }) => Key === 'managedByFIS' && Value === 'true');
