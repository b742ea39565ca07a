import { isUuid } from '@jejak/kernel';
import { type ArgumentMetadata, Param, type PipeTransform } from '@nestjs/common';
import { ValidationFailed } from '../problems/refusals';

/** A UUID in the form that streams are named by: lower case. @throws ValidationFailed */
export const uuidPipe: PipeTransform<unknown, string> = {
  transform: (value: unknown, { data }: ArgumentMetadata): string => {
    const id = typeof value === 'string' ? value.toLowerCase() : '';
    if (!isUuid(id))
      throw new ValidationFailed([{ field: data ?? 'id', message: `${data ?? 'id'} must be a UUID` }]);
    return id;
  },
};

/** Parameter decorator: a UUID of the path. `rate(@Id() id: string)`. */
export const Id = (name = 'id'): ParameterDecorator => Param(name, uuidPipe);
